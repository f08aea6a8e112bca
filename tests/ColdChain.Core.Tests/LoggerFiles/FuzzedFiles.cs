using System.Text;
using ColdChain.Core.LoggerFiles;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>Changes files as bad memory, bad copying and bad hands do, and holds the decoder to its promises.</summary>
internal static class FuzzedFiles
{
    private static readonly LoggerFileTerms[] Terms =
    [
        LoggerFileTerms.Default,
        new() { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Zurich") },
        new() { Zone = SharedFiles.Shanghai, Mapping = new DelimitedMapping { TimeColumn = "1", TemperatureColumn = "2" } },
    ];

    /// <returns>How many of the cases were read all the same.</returns>
    public static int Read(byte[][] whole, int cases, int seed, params LoggerFileTerms[] terms)
    {
        Random random = new(seed);
        LoggerFileTerms[] known = terms.Length > 0 ? terms : Terms;
        int read = 0;
        for (int number = 0; number < cases; number++)
        {
            byte[] file = number % 10 == 0 ? Noise(random) : Changed(random, whole[random.Next(whole.Length)]);
            switch (LoggerFileDecoder.Decode(file, known[number % known.Length]))
            {
                case LoggerFileOutcome.Read taken:
                    read++;
                    Assert.All(taken.File.Readings, Check);
                    break;
                case LoggerFileOutcome.Refused refused:
                    Assert.All(refused.Reasons, reason => Assert.True(reason.Where.Length > 0 && reason.Reason.Length > 0));
                    Assert.NotEmpty(refused.Reasons);
                    break;
            }
        }

        return read;
    }

    private static void Check(LoggerReading reading) => Assert.True(
        reading.Value is null ^ reading.Fault is null && reading.Value is not { MilliCelsius: < -200_000 or > 150_000 });

    private static byte[] Noise(Random random)
    {
        byte[] bytes = new byte[random.Next(0, 400)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Changed(Random random, byte[] file)
    {
        List<byte> bytes = [.. file];
        for (int change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.ASCII.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes[at] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. bytes];
    }

    private static readonly string[] Pieces =
    [
        "\n", "\r\n", "\t", " ", ":", ", ", "99999999999999999999", "-", "+8.0", "0001-01-01 00:00", "9999-12-31 23:59", "2026-03-29 02:30", "24:00", "NaN", "1e308",
        "Hist:\n", "Data:\n", "\"", "{", "}", "[", "]", "null", "1e-9", ";", "\0", "٣", "Sig: ",
    ];
}
