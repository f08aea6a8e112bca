namespace ColdChain.Core.LoggerFiles;

/// <summary>What a file has under a name of its own, unexplained.</summary>
/// <param name="Name">The path, joined by dots: <c>Conf.Moving Avrg</c>.</param>
/// <param name="Text">As it stands there.</param>
/// <param name="IsNumber">The file has it as a number, not as text.</param>
public readonly record struct LoggerField(string Name, string Text, bool IsNumber = false);
