using System.Collections.Concurrent;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Overview;

/// <summary>Keeps what a row of the overview is slow to read for a minute, so that not each look of each reader reads it.</summary>
/// <remarks>One entry for each storage unit and language, so it is bounded by what was set up.</remarks>
public sealed class GlanceCache
{
    /// <summary>A pixel of the small drawing is eight minutes; stock moves by paper.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(StorageUnitId Unit, bool IsEnglish), UnitGlance> _kept = new();

    public UnitGlance? Find(StorageUnitId unit, bool isEnglish, Instant now) =>
        _kept.TryGetValue((unit, isEnglish), out UnitGlance? kept) && now >= kept.ReadAt && now - kept.ReadAt < KeptFor ? kept : null;

    public void Keep(StorageUnitId unit, bool isEnglish, UnitGlance glance) => _kept[(unit, isEnglish)] = glance;
}
