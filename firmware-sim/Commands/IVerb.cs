namespace FirmwareSim.Commands;

/// <summary>One word after <c>firmware-sim</c>. To add one, implement this and put it into <see cref="Verbs.All"/>.</summary>
internal interface IVerb
{
    string Name { get; }

    /// <summary>One line for the list of verbs.</summary>
    string Summary { get; }

    /// <summary>All lines of <c>firmware-sim VERB --help</c>.</summary>
    string Usage { get; }

    /// <summary>Returns the exit code: <see cref="ExitCodes"/>.</summary>
    Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken);
}
