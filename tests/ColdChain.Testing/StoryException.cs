namespace ColdChain.Testing;

/// <summary>A story did not end as it should; the message says how it did.</summary>
public sealed class StoryException(string message) : Exception(message);
