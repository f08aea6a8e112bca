using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>疫苗运输温度记录表: what the paper of one journey says; null is an entry left empty.</summary>
public sealed record JourneyPaper
{
    public static readonly JourneyPaper Blank = new();

    public Instant? DepartedAt { get; init; }

    public Instant? ArrivedAt { get; init; }

    /// <summary>Of the vaccine, read by hand when it left.</summary>
    public Temperature? DepartureTemperature { get; init; }

    public Temperature? ArrivalTemperature { get; init; }

    /// <summary>Of the surroundings.</summary>
    public Temperature? DepartureAmbient { get; init; }

    public Temperature? ArrivalAmbient { get; init; }

    /// <summary>运输工具.</summary>
    public string? TransportTool { get; init; }

    /// <summary>冷藏方式.</summary>
    public string? CoolingMethod { get; init; }

    /// <summary>启运至到达行驶里程, in metres.</summary>
    public int? MileageMetres { get; init; }

    /// <summary>Who signed for the sender.</summary>
    public string? SentBy { get; init; }

    /// <summary>Who signed for the receiver.</summary>
    public string? ReceivedBy { get; init; }
}
