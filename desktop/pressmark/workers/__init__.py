"""Child processes that run risky functions with limits on time and memory.

Pages are hostile: some make a parser run for minutes or eat all memory, and a bug in a C library may do worse. So what
parses runs in a process that can be killed, and what comes back from it is JSON, never a pickle.
"""
