"""What words facts: tables as writers read them, numbers and sentences. Shares no code with judges."""
