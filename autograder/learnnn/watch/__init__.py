"""`learnnn watch`: one exercise on the terminal, judged again whenever it is saved. Nothing here judges."""
