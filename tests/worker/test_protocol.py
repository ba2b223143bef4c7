"""What crosses between judge and worker arrives as it was sent; what breaks the rules is refused and nothing else."""

from __future__ import annotations

import json
import math
import os
import struct
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnnn.core.tensor import Tensor
from learnnn.worker.channel import MAX_BUFFERS, MAX_HEADER, Channel, Message, ProtocolError, Unsendable
from learnnn.worker.protocol import DTYPES, MAX_AXES, MAX_DEPTH, MAX_KEYS, TENSOR_DTYPES, Decoder, Encoder

PLAIN = (type(None), bool, int, float, complex, str, bytes, list, tuple, dict, np.ndarray, np.generic, Tensor)


def refuse(value, _encoder):
    raise Unsendable(f"a {type(value).__name__}")


def decoder(*buffers):
    return Decoder(buffers, {"tensor": lambda node, decoder: decoder.tensor(node)})


def sent(value):
    """The value after a trip through text and bytes."""
    encoder = Encoder(refuse)
    header = json.loads(json.dumps(encoder.encode(value)))
    return decoder(*(bytearray(buffer) for buffer in encoder.buffers)).decode(header)


@pytest.fixture
def pipe() -> Iterator[tuple[Channel, int]]:
    """A channel, and the descriptor of the other end to write raw bytes to."""
    read_fd, write_fd = os.pipe()
    yield Channel(read_fd, write_fd), write_fd
    os.close(read_fd)
    os.close(write_fd)


def frame(header: bytes, *buffers: bytes) -> bytes:
    sizes = [len(buffer) for buffer in buffers]
    return struct.pack(f">II{len(sizes)}Q", len(header), len(sizes), *sizes) + header + b"".join(buffers)


# -- plain values ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        None, True, False, 0, -1, 2**80, 0.1, -0.0, math.inf, -math.inf, 1 + 2j, complex(0.0, -math.inf),
        "", "Grüße 🙂", "\ud800", b"", b"\0\xff",
        [], (), {}, [1, [2, (3,)]], (None, "a", [True]), [[], ()],
        {"a": 1}, {1: "one", (2, "b"): [3], None: {}, 1.5: b"x", True and "t": ()},
    ],
    ids=repr,
)  # fmt: skip
def test_a_plain_value_arrives_as_it_was(value):
    arrived = sent(value)

    assert arrived == value
    assert type(arrived) is type(value)


def test_not_a_number_arrives_as_not_a_number():
    assert math.isnan(sent(math.nan))


def test_minus_zero_keeps_its_sign():
    assert math.copysign(1, sent(-0.0)) == -1


def test_a_boolean_is_not_sent_as_an_integer():
    assert sent([True, 1]) == [True, 1] and [type(x) for x in sent([True, 1])] == [bool, int]


@pytest.mark.parametrize("dtype", sorted(DTYPES))
def test_a_numpy_scalar_keeps_value_and_dtype(dtype):
    scalar = np.ones(1, dtype)[0]

    arrived = sent(scalar)

    assert arrived == scalar
    assert type(arrived) is type(scalar)


def test_a_numpy_text_arrives_as_text():
    arrived = sent(np.array(["cat", "dog"])[1])

    assert arrived == "dog"
    assert type(arrived) is str


# -- arrays ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(), (0,), (3,), (1, 1), (2, 0, 3), (2, 3, 4)], ids=str)
@pytest.mark.parametrize("dtype", sorted(DTYPES))
def test_an_array_keeps_shape_dtype_and_values(dtype, shape):
    array = np.arange(math.prod(shape)).astype(dtype).reshape(shape)

    arrived = sent(array)

    np.testing.assert_array_equal(arrived, array, strict=True)


def test_an_array_holds_nan_and_infinities():
    array = np.array([np.nan, np.inf, -np.inf, -0.0])

    np.testing.assert_array_equal(sent(array), array)


def test_an_array_can_be_written_to_on_arrival():
    arrived = sent(np.zeros(3))

    arrived[0] = 1

    assert arrived[0] == 1


def test_a_fortran_ordered_array_stays_so():
    array = np.asfortranarray(np.arange(6.0).reshape(2, 3))

    arrived = sent(array)

    np.testing.assert_array_equal(arrived, array)
    assert arrived.flags.f_contiguous and not arrived.flags.c_contiguous


@pytest.mark.parametrize(
    "array", [np.arange(12.0)[::2], np.arange(12.0).reshape(3, 4)[:, ::2], np.arange(24).reshape(2, 3, 4)[::-1, :, 1:3]]
)
def test_a_strided_array_stays_without_contiguity(array):
    arrived = sent(array)

    np.testing.assert_array_equal(arrived, array)
    assert not arrived.flags.c_contiguous


@pytest.mark.parametrize(
    "array", [np.arange(3.0), np.asfortranarray(np.ones((2, 3))), np.arange(6)[::2], np.array(1.0)]
)
def test_a_read_only_array_stays_read_only(array):
    array.setflags(write=False)

    assert not sent(array).flags.writeable


def test_a_broadcast_array_arrives_with_its_values():
    array = np.broadcast_to(np.arange(3.0), (4, 3))

    np.testing.assert_array_equal(sent(array), array)


@pytest.mark.parametrize("dtype", [">f8", ">i4", ">c16", ">u2"])
def test_a_big_endian_array_arrives_with_its_numbers(dtype):
    array = np.array([1, 2, 300], dtype)

    arrived = sent(array)

    np.testing.assert_array_equal(arrived, array)
    assert arrived.dtype == array.dtype.newbyteorder("<")


def test_arrays_inside_containers_arrive():
    value = {"W": [np.ones((2, 2)), (np.zeros(3), 5)]}

    arrived = sent(value)

    np.testing.assert_array_equal(arrived["W"][0], np.ones((2, 2)))
    np.testing.assert_array_equal(arrived["W"][1][0], np.zeros(3))


@pytest.mark.parametrize("raw", [b"\x02\x00\xff", b"\x01\x00\x01"])
def test_a_boolean_is_0_or_1_whatever_its_byte(raw):
    array = decoder(raw).decode({"t": "array", "d": "|b1", "s": [3], "b": 0})

    assert array.sum() == 2


# -- what is not plain -------------------------------------------------------------------------------------------------


class _List(list):
    """A list that is not quite one."""


class _Float(np.float64):
    """A float that is not quite one."""


class _Array(np.ndarray):
    """An array that is not quite one."""


@pytest.mark.parametrize(
    "value",
    [
        object(), {1, 2}, range(3), _List([1]), _Float(1.0), np.ones(2).view(_Array), np.ma.masked_array([1.0]),
        np.array([None]), np.array(["a"]), np.array("2020-01-01", "M8[D]"), np.longdouble(1), np.zeros(1, "i4,f4"), len,
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_caller(value):
    encoder = Encoder(lambda value, _: {"t": "handle", "i": 7})

    assert encoder.encode(value) == {"t": "handle", "i": 7}


def test_an_answer_nested_too_deep_cannot_be_sent():
    value = []
    for _ in range(MAX_DEPTH + 1):
        value = [value]

    with pytest.raises(Unsendable, match="deeper"):
        sent(value)


@pytest.mark.parametrize(
    "value", [np.zeros((1,) * (MAX_AXES + 1)), [np.zeros((2,) * 20, np.int8)]], ids=["array", "list"]
)
def test_an_array_of_many_axes_cannot_be_sent(value):
    with pytest.raises(Unsendable, match=f"more than {MAX_AXES} axes"):
        sent(value)


def test_an_array_of_many_axes_is_refused():
    node = {"t": "array", "d": "<f8", "s": [1] * MAX_AXES + [2], "b": 0}

    with pytest.raises(ProtocolError):
        decoder(SIXTEEN).decode(node)


def test_a_list_that_holds_itself_cannot_be_sent():
    value = []
    value.append(value)

    with pytest.raises(Unsendable, match="deeper"):
        sent(value)


def test_a_very_long_integer_cannot_be_sent():
    with pytest.raises(Unsendable, match="10,000 bits"):
        sent(1 << 10_001)


def test_the_longest_integer_can_be_read_back():
    assert sent((1 << 10_000) - 1) == (1 << 10_000) - 1


def test_too_many_arrays_cannot_be_sent():
    with pytest.raises(Unsendable, match="arrays"):
        sent([np.ones(1)] * (MAX_BUFFERS + 1))


def test_a_dict_of_too_many_entries_cannot_be_sent():
    with pytest.raises(Unsendable, match="entries"):
        sent(dict.fromkeys(range(MAX_KEYS + 1)))


# -- tensors -----------------------------------------------------------------------------------------------------------


def sent_tensor(array, dtype, **settings):
    encoder = Encoder(refuse)
    node = encoder.tensor(array, dtype=dtype, **({"device": "cpu", "requires_grad": False} | settings))
    return decoder(*map(bytes, encoder.buffers)).decode(json.loads(json.dumps(node)))


@pytest.mark.parametrize("dtype", sorted(TENSOR_DTYPES))
@pytest.mark.parametrize("shape", [(), (0,), (2, 3)], ids=str)
def test_a_tensor_keeps_shape_dtype_and_numbers(dtype, shape):
    array = np.ones(shape, TENSOR_DTYPES[dtype])

    arrived = sent_tensor(array, dtype)

    np.testing.assert_array_equal(arrived.array, array, strict=True)
    assert arrived.dtype == dtype


def test_a_tensor_keeps_what_torch_says_about_it():
    arrived = sent_tensor(np.ones(2, np.float32), "float32", device="cuda:0", requires_grad=True)

    assert (arrived.device, arrived.requires_grad) == ("cuda:0", True)


def test_widened_bfloat16_goes_back_to_its_bits():
    arrived = sent_tensor(np.array([1.0, -2.5], np.float32), "bfloat16")

    assert arrived.array.tolist() == [0x3F80, 0xC020]


def test_a_tensor_of_unknown_dtype_cannot_be_sent():
    with pytest.raises(Unsendable, match="float8"):
        sent_tensor(np.ones(1), "float8_e4m3fn")


# -- hostile nodes -----------------------------------------------------------------------------------------------------

ARRAY = {"t": "array", "d": "<f8", "s": [2], "b": 0}
SIXTEEN = bytes(16)


@pytest.mark.parametrize(
    "node",
    [
        {}, {"t": "unheard"}, {"t": None}, {"t": ["array"]}, {"t": "tuple"}, {"t": "tuple", "v": "ab"}, {"t": "handle", "i": 0},
        {"t": "dict", "v": {}}, {"t": "dict", "v": [[1]]}, {"t": "dict", "v": [[1, 2, 3]]}, {"t": "dict", "v": [1]},
        {"t": "dict", "v": [[[], 1]]}, {"t": "dict", "v": [[ARRAY, 1]]}, {"t": "dict", "v": [[{"t": "tuple", "v": [[]]}, 1]]},
        {"t": "dict", "v": [[0, 0]] * (MAX_KEYS + 1)},
        {"t": "bytes", "b": 1}, {"t": "bytes", "b": -1}, {"t": "bytes", "b": True}, {"t": "bytes", "b": "0"}, {"t": "bytes"},
        {"t": "complex", "v": [1]}, {"t": "complex", "v": ["1", 2]}, {"t": "complex", "v": [True, 2]},
        {"t": "complex", "v": [10**400, 0]},
        {"t": "scalar", "d": "<f8", "x": "00"}, {"t": "scalar", "d": "<f8", "x": "zz"}, {"t": "scalar", "d": "|O", "x": "00" * 8},
        {"t": "scalar", "d": "<f8", "x": 0}, {"t": "scalar", "d": ["<f8"], "x": "00" * 8},
        ARRAY | {"s": [3]}, ARRAY | {"s": [1]}, ARRAY | {"s": [-2]}, ARRAY | {"s": [2.0]}, ARRAY | {"s": [True, 2]},
        ARRAY | {"s": 2}, ARRAY | {"s": [1 << 62]}, ARRAY | {"s": [1] * 40 + [2]}, ARRAY | {"d": "|O"}, ARRAY | {"d": "<U1"},
        ARRAY | {"b": 2}, ARRAY | {"b": None}, [ARRAY, ARRAY], {"t": "tuple", "v": [ARRAY, {"t": "bytes", "b": 0}]},
        {"t": "tensor", "d": "<f8", "s": [2], "b": 0, "w": "cpu", "g": False},
        {"t": "tensor", "d": "float64", "s": [2], "b": 0, "w": "cpu", "g": 1},
        {"t": "tensor", "d": "float64", "s": [3], "b": 0, "w": "cpu", "g": False},
        {"t": "tensor", "d": "float64", "s": [2], "b": 0},
    ],
    ids=lambda node: str(node)[:60],
)  # fmt: skip
def test_a_malformed_node_is_refused(node):
    with pytest.raises(ProtocolError):
        decoder(SIXTEEN).decode(node)


def test_an_empty_array_of_an_impossible_shape_is_refused():
    node = {"t": "array", "d": "<f8", "s": [0, 1 << 39, 1 << 39], "b": 0}

    with pytest.raises(ProtocolError):
        decoder(b"").decode(node)


def test_a_buffer_quoted_twice_is_refused():
    with pytest.raises(ProtocolError, match="twice"):
        decoder(SIXTEEN).decode([ARRAY, ARRAY])


def test_deep_nodes_are_refused():
    node = 1
    for _ in range(MAX_DEPTH + 2):
        node = {"t": "tuple", "v": [node]}

    with pytest.raises(ProtocolError, match="deep"):
        decoder().decode(node)


def test_a_long_device_name_is_cut():
    node = {"t": "tensor", "d": "float64", "s": [2], "b": 0, "w": "x" * 1000, "g": False}

    assert len(decoder(SIXTEEN).decode(node).device) == 40


_nodes = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.integers(-1, 3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.fixed_dictionaries(
            {"t": st.sampled_from(["tuple", "dict", "bytes", "complex", "scalar", "array", "tensor", "handle", "odd"])},
            optional={
                "v": st.lists(inner | st.lists(inner, min_size=2, max_size=2), max_size=3) | inner,
                "b": st.integers(-1, 3) | inner,
                "d": st.sampled_from([*sorted(DTYPES), *TENSOR_DTYPES, "|O"]) | inner,
                "s": st.lists(st.integers(-1, 4) | st.integers(), max_size=4) | inner,
                "x": st.text("0123456789abcdefg ", max_size=32) | inner,
                "w": st.text(max_size=3) | inner,
                "g": st.booleans() | inner,
                "l": st.sampled_from(["F", "S", "Q"]) | inner,
                "r": st.booleans() | inner,
            },
        )
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(node=_nodes, buffers=st.lists(st.binary(max_size=32), max_size=3))
def test_the_decoder_gives_plain_values_or_refuses(node, buffers):
    try:
        value = decoder(*buffers).decode(node)
    except ProtocolError:
        return

    assert _is_plain(value)


def _is_plain(value) -> bool:
    if type(value) in (list, tuple):
        return all(map(_is_plain, value))
    if type(value) is dict:
        return all(_is_plain(key) and _is_plain(item) for key, item in value.items())
    return isinstance(value, np.generic) or type(value) in PLAIN


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(raw=st.binary(max_size=80))
def test_a_channel_gives_a_message_or_refuses(raw):
    read_fd, write_fd = os.pipe()
    os.write(write_fd, raw)
    os.close(write_fd)

    try:
        message = Channel(read_fd, read_fd).receive(1 << 20)
    except (ProtocolError, EOFError):
        message = None
    finally:
        os.close(read_fd)

    assert message is None or type(message.header) is dict


# -- frames ------------------------------------------------------------------------------------------------------------


def test_a_message_arrives_with_its_buffers(pipe):
    channel, _ = pipe

    channel.send(Message({"op": "call", "n": 1}, [b"abc", b"", memoryview(b"de")]))
    arrived = channel.receive()

    assert arrived.header == {"op": "call", "n": 1}
    assert [bytes(buffer) for buffer in arrived.buffers] == [b"abc", b"", b"de"]


def test_messages_do_not_run_into_each_other(pipe):
    channel, _ = pipe

    channel.send(Message({"n": 1}, [b"abc"]))
    channel.send(Message({"n": 2}))

    assert [channel.receive().header["n"], channel.receive().header["n"]] == [1, 2]


@pytest.mark.parametrize(
    "raw",
    [
        frame(b"[]"), frame(b"1"), frame(b"{"), frame(b"\xff"), frame(b""), frame(b"[" * 5000), frame(b'{"a":' + b"9" * 5000 + b"}"),
        struct.pack(">II", MAX_HEADER + 1, 0), struct.pack(">II", 2, MAX_BUFFERS + 1),
        struct.pack(">IIQ", 2, 1, 1 << 62), struct.pack(">IIQQ", 2, 2, 600, 600),
    ],
    ids=lambda raw: repr(raw[:24]),
)  # fmt: skip
def test_a_malformed_frame_is_refused(pipe, raw):
    channel, write_fd = pipe
    os.write(write_fd, raw)

    with pytest.raises(ProtocolError):
        channel.receive(1000)


@pytest.mark.parametrize("kept", [0, 5, 8, 12, 17])
def test_a_frame_that_ends_early_means_the_other_side_is_gone(kept):
    read_fd, write_fd = os.pipe()
    os.write(write_fd, frame(b'{"a":1}', b"abcd")[:kept])
    os.close(write_fd)

    with pytest.raises(EOFError):
        Channel(read_fd, read_fd).receive(1000)
    os.close(read_fd)


def test_a_header_that_is_too_long_cannot_be_sent(pipe):
    with pytest.raises(Unsendable, match="too many parts"):
        pipe[0].send(Message({"v": "x" * MAX_HEADER}))


def test_an_answer_beyond_its_limit_cannot_be_sent(pipe):
    with pytest.raises(Unsendable, match="larger than 1 MB"):
        pipe[0].send(Message({}, [bytes(1 << 20), b"x"]), max_bytes=1 << 20)
