using System.Diagnostics.CodeAnalysis;
using System.Text;
using ColdChain.Core.Keeping;
using ColdChain.Server.Evaluation;
using ColdChain.Server.Evaluation.Series;

namespace ColdChain.Server.Tests.Evaluation;

/// <summary>100 000 files, random and mutated from real forms, go through everything that evaluate does with a file.</summary>
public sealed class SeriesFuzzTests
{
    private const int Rounds = 100_000;
    private const int Seed = 20_261_122;

    /// <summary>Cells that parsers stumble over.</summary>
    private static readonly string[] Nasty =
    [
        "-1", "85.0", "-127", "9223372036854775808", "1e309", "1e-400", "NaN", "0001-01-01 00:00", "9999-12-31T23:59:59+14:00", "2026-02-30 01:00",
        "\"", "\"\"", "\r\n", "\u2028", "\ud83d\ude00", "=cmd()", "-273.16", "1,234.5", " ", "79228162514264337593543950335", "2026-04-01 24:00",
        "\ufffe", "a\u0301", "2026-10-25 02:30", "2026-03-29 02:30", "1777622400", "99999999999999999999", "time", "temperature", ";", "\t", "sep=,",
        "00000000T000000Z", "2026-05-01T08:00:00.123456789123456789Z", "+0000", "°F", "−5", "20260501080000", "2262-04-11 23:47", "4099999999", "4099999999999",
    ];

    private static readonly string[] Stories =
    [
        "time,temperature\n2026-10-25T00:00:00Z,4.5\n2026-10-25T00:05:00Z,9.5\n2026-10-25T00:10:00Z,9.7\n2026-10-25T00:15:00Z,---\n2026-10-25T00:20:00Z,5\n",
        "Datum;Temperatur (°C)\n2026-10-25 01:30;4,5\n2026-10-25 02:00;4,6\n2026-10-25 02:30;9,5\n2026-10-25 02:00;4,4\n2026-10-25 02:30;4,1\n",
        "id\tDate\tTime\tTemp (°F)\n7\t2026-05-01\t08:00\t40.1\n7\t2026-05-01\t08:01\t40.3\n7\t2026-05-01\t08:02\t55\n",
        "1777622400,4.5\n1777622460,85.0\n1777622520,4.5\n",
    ];

    [Fact]
    public void No_bytes_make_the_reading_of_a_series_throw_or_hang()
    {
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        RandomBytes random = new(Seed);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] file = random.Next(round % 5 == 0, Encoding.UTF8.GetBytes(Stories[round % Stories.Length]), Nasty);
            EvaluateRequest request = Request(berlin, round);
            if (new SeriesReader(request.Series, request.Profile).Read(file) is SeriesOutcome.Read { Series: var series })
            {
                read += series.Readings.Count;
                Judge(request, series);
            }
            else
            {
                refused++;
            }
        }

        // The fuzzer has to reach both sides: readings, and files that are none.
        Assert.True(read > Rounds, $"{read} readings were read");
        Assert.InRange(refused, Rounds / 20, Rounds / 2);
    }

    /// <summary>A stray digit makes a century of days; each tenth of them is enough.</summary>
    private static void Judge(EvaluateRequest request, MeasuredSeries series)
    {
        Assert.True(series.Unreadable.Count <= series.RowCount);
        if (series.Readings is [var first, .., var last] && last.MeasuredAt - first.MeasuredAt > TimeSpan.FromDays(30))
        {
            return;
        }

        Evaluated evaluated = Evaluated.Of(request, series);
        Assert.NotEmpty(EvaluationJson.Write(evaluated));
        Assert.NotEmpty(new EvaluationText(evaluated).Write());
    }

    private static EvaluateRequest Request(TimeZoneInfo zone, int round) => new()
    {
        Profile = StandardProfiles.All[round % StandardProfiles.All.Length],
        Against = StandardProfiles.WhoFridge,
        HoldsFreezeSensitiveStock = true,
        File = "fuzz.csv",
        Series = new SeriesOptions(null, null, round % 7 == 0 ? "M/d/yyyy h:mm tt" : null, zone),
        AsJson = true,
    };

    /// <summary>Seeded, so that a failure can be run again.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "Repeatable input, no secret.")]
    private sealed class RandomBytes(int seed)
    {
        private readonly Random _random = new(seed);

        public byte[] Next(bool isNoise, byte[] story, string[] nasty)
        {
            if (isNoise)
            {
                byte[] noise = new byte[_random.Next(300)];
                _random.NextBytes(noise);
                return noise;
            }

            List<byte> bytes = [.. story];
            for (int change = _random.Next(1, 6); change > 0; change--)
            {
                Change(bytes, Encoding.UTF8.GetBytes(nasty[_random.Next(nasty.Length)]));
            }

            return [.. bytes];
        }

        private void Change(List<byte> bytes, byte[] nasty)
        {
            int at = _random.Next(bytes.Count + 1);
            switch (_random.Next(4))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(_random.Next(30), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(80), bytes.Count - at)));
                    break;
                default:
                    bytes.InsertRange(at, nasty);
                    break;
            }
        }
    }
}
