using System.Globalization;

namespace ColdChain.Server.Integrity;

/// <summary>What is where in a package of evidence.</summary>
internal static class EvidenceNames
{
    /// <summary>The first line of a sensor's chain.</summary>
    public const string ChainForm = "coldchain evidence chain 1";

    public const string ReadMe = "README.txt";

    /// <summary>All roots of the package, one a line, as others keep them.</summary>
    public const string Roots = "roots.txt";
    public const string RootFolder = "roots/";
    public const string KeyFolder = "public-keys/";
    public const string SensorFolder = "sensors/";
    public const string Chain = "chain.txt";
    public const string Readings = "readings.csv";

    public static string Root(long number) => string.Create(CultureInfo.InvariantCulture, $"{RootFolder}{number:d6}.txt");

    public static string Signature(long number) => string.Create(CultureInfo.InvariantCulture, $"{RootFolder}{number:d6}.sig");

    public static string Key(string keyId) => $"{KeyFolder}{keyId}.pem";

    public static string Chunk(DateOnly day, int part) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}-{part}.chunk");
}
