"""Never comes back from one operation of C when it is imported."""

pow(3, 1 << 40)
