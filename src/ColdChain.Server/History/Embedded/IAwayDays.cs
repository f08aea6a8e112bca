using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>Where the readings of sealed days are that are not in the file any more.</summary>
internal interface IAwayDays
{
    /// <summary>False while so much waits to be taken there that nothing more is taken in.</summary>
    bool HasRoom { get; }

    /// <summary>Adds an entry for each of these days: all that is there of it, by time; empty when nothing is.</summary>
    /// <param name="sensor">Whose days.</param>
    /// <param name="days">Any number.</param>
    /// <param name="found">By day.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="HistoryAwayException">They cannot be read now.</exception>
    Task ReadAsync(
        SensorId sensor,
        IReadOnlyList<AwayDay> days,
        IDictionary<int, IReadOnlyList<KeptReading>> found,
        CancellationToken cancellationToken);
}
