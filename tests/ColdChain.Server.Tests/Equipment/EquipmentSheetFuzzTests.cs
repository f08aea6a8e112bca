using System.Diagnostics.CodeAnalysis;
using System.Text;
using ColdChain.Core.Identity;
using ColdChain.Server.Equipment;
using ColdChain.Server.Equipment.Registering;
using ColdChain.Server.Facilities;
using ColdChain.Server.Sheets;

namespace ColdChain.Server.Tests.Equipment;

/// <summary>Random and mutated lists and workbooks go through everything before the database.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Repeatable input, no secret.")]
public sealed class EquipmentSheetFuzzTests
{
    private const int Seed = 20_261_122;

    private const string List = """
        类别,机构编码,上级机构编码,名称,英文名称,机构类型,统一社会信用代码,设备编码,设备类型,储存温度要求,容积(L),启用日期,传感器编码,安装时间,取出时间,准确度(±℃)
        机构,dawan,qinghe-cdc,大湾,Dawan,村卫生室,91350100M000100Y43,,,,,,,,,
        设备,,,1号,One,,,dawan/fridge-1,普通冰箱,CN-IMM/fridge,80.5,2026/1/5,,,,
        传感器,,,,,,,dawan/fridge-1,,,,,dawan/x,2026-03-01 08:00,,0.5
        测点,,,,,,,dawan/fridge-1,,,,,dawan/x,2026-02-01 08:00,2026-03-01 08:00,

        """;

    private static readonly string[] Nasty =
    [
        "-1", "9223372036854775808", "1e309", "0001-01-01", "9999-12-31T23:59:59+14:00", "2026-02-30", "\"", "\r\n", "\u2028", "\ud83d\ude00", "=cmd()",
        "../..", "机构", "设备", "测点", "dawan/../..", "79228162514264337593543950335", "\ufffe", "±", "０", "CN-IMM/", "/", "a/b/c/d/e/f/g",
    ];

    private readonly Random _random = new(Seed);

    [Fact]
    public void No_list_makes_the_import_throw_and_its_answer_stays_small()
    {
        byte[] list = Encoding.UTF8.GetBytes(List);
        int good = 0;
        int mistaken = 0;
        for (int round = 0; round < 50_000; round++)
        {
            EquipmentList read = Read(Mutate(list, round % 8 == 0));
            good += read.NewFacilities.Count() + read.NewStorageUnits.Count() + read.NewSensors.Count() + read.NewPoints.Count();
            mistaken += read.Mistakes.Count;
            Assert.InRange(read.Mistakes.Count, 0, SheetBounds.MostMistakes);
        }

        // The fuzzer has to reach both sides.
        Assert.True(good > 25_000, $"{good} were read");
        Assert.True(mistaken > 25_000, $"{mistaken} mistakes were found");
    }

    [Fact]
    public void No_workbook_makes_the_import_throw()
    {
        string[][] rows = [.. List.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
        byte[] workbook = Workbooks.Of(("设备", rows));
        string[] parts = ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"];
        byte[][] contents = [.. parts.Select(part => Encoding.UTF8.GetBytes(Workbooks.Part(workbook, part)))];
        int read = 0;
        int mistaken = 0;
        for (int round = 0; round < 1_500; round++)
        {
            int part = _random.Next(parts.Length);
            byte[] file = (round % 4) switch
            {
                0 => Mutate(workbook, isNoise: false),
                1 => Workbooks.With(workbook, parts[part], Mutate(contents[part], isNoise: false)),
                _ => Workbooks.With(workbook, parts[part], Misspell(contents[part])),
            };
            EquipmentSheet sheet = EquipmentSheet.Read(file);
            read += sheet.Rows.Count > 0 ? 1 : 0;
            mistaken += sheet.Mistakes.Count > 0 ? 1 : 0;
        }

        Assert.True(read > 40, $"{read} were read");
        Assert.True(mistaken > 100, $"{mistaken} had mistakes");
    }

    private static EquipmentList Read(byte[] file)
    {
        EquipmentList list = new(Book(), mayAddRoots: false, ServerUnderTest.Start);
        list.Take(EquipmentSheet.Read(file).Rows);
        return list;
    }

    private static EquipmentBook Book() => new()
    {
        Facilities = new Dictionary<FacilityId, Facility>
        {
            [FacilityId.Parse("qinghe-cdc", null)] = new()
            {
                Id = FacilityId.Parse("qinghe-cdc", null),
                Path = "/qinghe-cdc/",
                Kind = FacilityKind.DiseaseControlCentre,
                NameZh = "清河",
                NameEn = "Qinghe",
                TimeZone = "Asia/Shanghai",
            },
        },
        StorageUnits = new Dictionary<StorageUnitId, StorageUnit>(),
        Sensors = new Dictionary<SensorId, Sensor>(),
        Points = Array.Empty<MeasuringPoint>().ToLookup(point => point.SensorId),
        TakenElsewhere = new HashSet<string> { "baishi" },
    };

    /// <summary>A letter or digit for another: the XML stays well-formed more often than not, and says something else.</summary>
    private byte[] Misspell(byte[] seed)
    {
        byte[] bytes = [.. seed];
        int[] places = [.. Enumerable.Range(0, bytes.Length).Where(at => char.IsAsciiLetterOrDigit((char)bytes[at]))];
        int changes = _random.Next(1, 3);
        for (int change = 0; change < changes; change++)
        {
            bytes[places[_random.Next(places.Length)]] = (byte)"0123456789abcdefxyzABCZ"[_random.Next(23)];
        }

        return bytes;
    }

    private byte[] Mutate(byte[] seed, bool isNoise)
    {
        if (isNoise)
        {
            byte[] noise = new byte[_random.Next(400)];
            _random.NextBytes(noise);
            return noise;
        }

        List<byte> bytes = [.. seed];
        int changes = _random.Next(1, 5);
        for (int change = 0; change < changes; change++)
        {
            int at = _random.Next(bytes.Count);
            switch (_random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(_random.Next(20), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Nasty[_random.Next(Nasty.Length)]));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(80), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
