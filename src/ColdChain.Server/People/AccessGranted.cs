namespace ColdChain.Server.People;

/// <summary>Left on a request by <see cref="AccessMiddleware"/>; without it the fallback policy denies.</summary>
internal sealed class AccessGranted;
