namespace ColdChain.Agent.Probes.Serial.Elitech;

/// <summary>A logger as data.</summary>
/// <param name="Line">As its driver opens it.</param>
/// <param name="Range">What it can measure.</param>
/// <param name="RefusedModels">Models whose log has a form that is not known.</param>
public sealed record ElitechProfile(string Name, LineSettings Line, MeasuringRange Range, IReadOnlyList<int> RefusedModels);
