"""What is asked of the operating system: files put in place whole, no link followed, processes that end with us."""
