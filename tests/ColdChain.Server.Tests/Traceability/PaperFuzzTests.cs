using System.Diagnostics.CodeAnalysis;
using System.Text;
using ColdChain.Core.Identity;
using ColdChain.Core.Lots;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.Traceability.Papers;

namespace ColdChain.Server.Tests.Traceability;

/// <summary>100 000 byte strings, random and mutated from a real list, go through everything before the database.</summary>
public sealed class PaperFuzzTests
{
    private const int Rounds = 100_000;
    private const int Seed = 20_261_122;

    /// <summary>Cells that parsers stumble over.</summary>
    private static readonly string[] Nasty =
    [
        "-1", "0", "9223372036854775808", "1e309", "NaN", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59+14:00", "2026-02-30",
        "\"", "\"\"", "\r\n", "\u2028", "\ud83d\ude00", "𠮷", "=cmd()", "../..", "作废", "盘点", "receipt", "gaochuan", "-273.16",
        "1,234", " ", "79228162514264337593543950335", "2026-04-01 24:00", "\ufffe", "%s%n", "a\u0301", "ﬃ", "Ǆ",
    ];

    [Fact]
    public void No_bytes_make_the_import_throw_and_its_answer_stays_small()
    {
        FacilityBook book = Book();
        byte[] story = Csv.Bytes(Csv.Story);
        RandomBytes random = new(Seed);
        int read = 0;
        int mistaken = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] file = random.Next(round % 4 == 0, story, Nasty);
            PaperSheet sheet = PaperSheet.Read(file);
            PaperReader reader = new(book);
            IReadOnlyList<MovementDraft> drafts = reader.Read(sheet.Rows);
            StockLedger.Fold(drafts.Select(draft => draft.Movement)).Findings(ServerUnderTest.Start);
            Assert.InRange(sheet.Mistakes.Count + reader.Mistakes.Count, 0, 2 * PaperSheet.MostMistakes);
            read += drafts.Count;
            mistaken += sheet.Mistakes.Count + reader.Mistakes.Count;
        }

        // The fuzzer has to reach both sides: lines that are read, and mistakes.
        Assert.True(read > Rounds / 4, $"{read} lines were read");
        Assert.True(mistaken > Rounds / 4, $"{mistaken} mistakes were found");
    }

    private static FacilityBook Book()
    {
        Facility[] facilities =
        [
            Facility("qinghe-cdc", "清河县疾控中心", FacilityKind.DiseaseControlCentre),
            Facility("gaochuan", "高川镇卫生院", FacilityKind.TownshipHealthCentre),
        ];
        StorageUnit[] units = [Unit("qinghe-cdc", "cold-room-1", "1号冷库"), Unit("gaochuan", "fridge-2", "2号冰箱")];
        return new FacilityBook(facilities, units, _ => true);
    }

    private static Facility Facility(string id, string name, FacilityKind kind) => new()
    {
        Id = FacilityId.Parse(id, null),
        Path = $"/{id}/",
        Kind = kind,
        NameZh = name,
        NameEn = id,
        TimeZone = "Asia/Shanghai",
    };

    private static StorageUnit Unit(string facility, string id, string name) => new()
    {
        Id = StorageUnitId.Parse($"{facility}/{id}", null),
        FacilityId = FacilityId.Parse(facility, null),
        Kind = StorageUnitKind.Refrigerator,
        NameZh = name,
        NameEn = id,
        ProfileId = "CN-IMM/fridge",
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
                byte[] noise = new byte[_random.Next(400)];
                _random.NextBytes(noise);
                return noise;
            }

            List<byte> bytes = [.. story];
            int changes = _random.Next(1, 6);
            for (int change = 0; change < changes; change++)
            {
                Change(bytes, nasty);
            }

            return [.. bytes];
        }

        private void Change(List<byte> bytes, string[] nasty)
        {
            int at = _random.Next(bytes.Count);
            switch (_random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(_random.Next(30), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(nasty[_random.Next(nasty.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(120), bytes.Count - at)));
                    break;
                default:
                    ReplaceCell(bytes, at, Encoding.UTF8.GetBytes(nasty[_random.Next(nasty.Length)]));
                    break;
            }
        }

        private static void ReplaceCell(List<byte> bytes, int at, byte[] cell)
        {
            int start = bytes.LastIndexOf((byte)',', at) + 1;
            int end = bytes.IndexOf((byte)',', start);
            end = end < 0 ? bytes.Count : end;
            bytes.RemoveRange(start, end - start);
            bytes.InsertRange(start, cell);
        }
    }
}
