namespace FirmwareSim.Scenarios;

/// <summary>Something in a scenario file that cannot be meant; <paramref name="Line"/> counts from 1.</summary>
internal sealed record ScenarioMistake(int Line, string Text)
{
    public override string ToString() => $"line {Line}: {Text}";
}
