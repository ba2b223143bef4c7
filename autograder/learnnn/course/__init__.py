"""What lies on disk: a course's files, and what students hand in. Read and looked after, never run."""
