"""The cutback: scenarios, what if, who gets how many shares in which round, and what that brings."""
