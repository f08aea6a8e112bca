namespace FirmwareSim.Paperwork;

/// <summary>What people forget or get wrong, put into correct papers: each kind of slip a few times, at fixed places of the list.</summary>
internal static class Slips
{
    private const int DosesNobodyHad = 40;

    public static IReadOnlyList<PaperLine> Into(IReadOnlyList<PaperLine> correct, DateTime until)
    {
        List<PaperLine> lines = [.. correct];
        int receipts = 0;
        for (int index = 0; index < lines.Count; index++)
        {
            PaperLine line = lines[index];
            if (line.Kind == "入库" && line.From == PaperPlace.County.Name)
            {
                lines[index] = Forgotten(line, ++receipts);
            }
            else if (line.Kind == "接种" && line.From == PaperPlace.Liulin.Name && index % 5 == 0)
            {
                lines[index] = line with { FromUnit = null };
            }
        }

        DropOneReceipt(lines, until);
        AddCountAndVoid(lines, until);
        return lines;
    }

    /// <summary>Every so many receipts one has no lot release number, no arrival temperature, no signature, no unit ...</summary>
    private static PaperLine Forgotten(PaperLine line, int receipt) => receipt switch
    {
        _ when receipt % 41 == 7 => line with { LotReleaseNumber = null },
        _ when receipt % 41 == 15 => line with { ArrivalTenths = null },
        _ when receipt % 41 == 22 => line with { ReceivedBy = null },
        _ when receipt % 41 == 29 => line with { ArrivedAt = null },
        _ when receipt % 41 == 36 && line.To != PaperPlace.Gaochuan.Name => line with { ToUnit = null },
        60 or 130 => line with { ArrivalTenths = 93 },
        90 => line with { Doses = line.Doses - 2 },
        _ => line,
    };

    /// <summary>The last delivery to Liulin of one lot: sent, and never entered there.</summary>
    private static void DropOneReceipt(List<PaperLine> lines, DateTime until)
    {
        int index = lines.FindLastIndex(line =>
            line.Kind == "入库" && line.To == PaperPlace.Liulin.Name && line.At < until.AddDays(-2));
        if (index < 0)
        {
            return;
        }

        PaperLine dropped = lines[index];
        lines.RemoveAt(index);

        // Liulin used none of it: a use of what was never received would be another slip.
        lines.RemoveAll(line => line.Lot == dropped.Lot && line.From == PaperPlace.Liulin.Name && line.At > dropped.At);
    }

    /// <summary>A stock count that is three short, a use entered with too many doses and voided the day after, and one that was not.</summary>
    private static void AddCountAndVoid(List<PaperLine> lines, DateTime until)
    {
        int used = lines.FindLastIndex(line =>
            line.Kind == "接种" && line.From == PaperPlace.Baishi.Name && line.At < until.AddDays(-20));
        if (used < 0)
        {
            return;
        }

        PaperLine use = lines[used];
        PaperLine wrong = use with { Line = use.Line + 50, Doses = DosesNobodyHad, At = use.At.AddMinutes(20) };
        PaperLine voided = wrong with
        {
            Document = "ZF" + use.Document,
            Line = 1,
            Kind = "作废",
            Doses = 0,
            At = use.At.AddDays(1),
            FromUnit = null,
            VoidsDocument = wrong.Document,
            VoidsLine = wrong.Line,
            VoidReason = "重复登记",
        };
        PaperLine count = use with { Document = "PD" + use.Document, Line = 1, Kind = "盘点", Doses = 3, At = use.At.AddHours(5), Remarks = "月末盘点" };
        lines.InsertRange(used + 1, [wrong, voided, count]);
    }
}
