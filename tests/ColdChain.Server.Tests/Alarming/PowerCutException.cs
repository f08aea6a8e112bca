namespace ColdChain.Server.Tests.Alarming;

/// <summary>The process is gone.</summary>
internal sealed class PowerCutException : Exception;
