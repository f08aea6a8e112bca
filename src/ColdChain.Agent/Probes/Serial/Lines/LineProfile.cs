namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>A device that sends lines of text, as data.</summary>
/// <param name="Patterns">How a measurement looks; the first one that fits counts. Numbers whose name begins with
/// "temperature" are temperatures in degrees Celsius, all others are further values.</param>
public sealed record LineProfile(string Name, LineSettings Line, IReadOnlyList<LinePattern> Patterns)
{
    /// <summary>Who writes the text: <see cref="LineForm.Text"/>, or the kernel's w1_slave, which has a check sum of its own.</summary>
    public LineForm Form { get; init; } = LineForm.Text;

    public IReadOnlyList<LineFault> Faults { get; init; } = [];

    public IReadOnlyList<IgnoredLine> Ignored { get; init; } = [];

    /// <summary>Values that name a fault, in the unit of the line.</summary>
    public IReadOnlyList<RawCode> Codes { get; init; } = [];

    public MeasuringRange Range { get; init; } = MeasuringRange.Whole;

    /// <summary>What is sent at each beat to get a line; null for a device that talks by itself.</summary>
    public string? Ask { get; init; }

    /// <summary>The characters that end a line; several in a row end one.</summary>
    public string Ends { get; init; } = "\r\n";

    /// <summary>The characters of a line without its end, for devices that always send as many; a lost one then shows.</summary>
    public int? Length { get; init; }

    /// <summary>How often a device that talks by itself does so.</summary>
    public TimeSpan SendsEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The names of the temperatures of its lines.</summary>
    public IEnumerable<string> Temperatures => Form == LineForm.Kernel
        ? ["temperature"]
        : Patterns.SelectMany(pattern => pattern.Names).Where(IsTemperature).Distinct();

    public static bool IsTemperature(string name) => name.StartsWith("temperature", StringComparison.Ordinal);
}
