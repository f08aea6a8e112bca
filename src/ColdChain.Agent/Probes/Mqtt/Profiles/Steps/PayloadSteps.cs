namespace ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

/// <summary>The steps that a profile may name. One set belongs to one reader, since some of them remember names.</summary>
internal sealed class PayloadSteps
{
    public const string Json = "json";
    public const string DraginoLht65 = "dragino-lht65";
    public const string RuuviDf5 = "ruuvi-df5";
    public const string SparkplugB = "sparkplug-b";

    private readonly Dictionary<string, IPayloadStep> _steps = new(StringComparer.Ordinal)
    {
        [Json] = new JsonTextStep(),
        [DraginoLht65] = new DraginoLht65Step(),
        [RuuviDf5] = new RuuviDf5Step(),
        [SparkplugB] = new SparkplugBStep(),
    };

    public static IReadOnlyList<string> Names { get; } = [DraginoLht65, Json, RuuviDf5, SparkplugB];

    public IPayloadStep this[string name] => _steps[name];
}
