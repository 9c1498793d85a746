"""Child processes that run risky functions with limits on time and memory."""
