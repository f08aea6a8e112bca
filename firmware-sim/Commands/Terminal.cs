namespace FirmwareSim.Commands;

/// <summary>What a verb has of the world: where it may write, and the clock.</summary>
internal sealed record Terminal(TextWriter Out, TextWriter Error, TimeProvider Clock);
