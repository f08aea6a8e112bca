using ColdChain.Core.Identity;
using ColdChain.Core.Lots;
using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Lots;

/// <summary>Findings that say the same of the same facility, as one line of the page.</summary>
public sealed record FindingGroup(
    LotFinding First, FacilityId? Facility, int Count, Instant LastAt, IReadOnlyList<long> Movements)
{
    public static IReadOnlyList<FindingGroup> Of(IEnumerable<LotFinding> findings) =>
    [
        .. findings
            .GroupBy(finding => (
                finding.Kind,
                finding.Place?.Facility,
                Entries: string.Join(',', finding.Entries),
                Doses: finding.Kind == LotFindingKind.EntriesMissing ? 0 : finding.Doses))
            .Select(same => new FindingGroup(
                same.First(), same.Key.Facility, same.Count(), same.Max(finding => finding.At), [.. same.SelectMany(finding => finding.Movements)]))
            .OrderBy(group => FindingText.ToneOf(group.First.Kind) != Parts.Tone.Bad)
            .ThenBy(group => group.First.Kind == LotFindingKind.EntriesMissing)
            .ThenBy(group => group.First.At),
    ];
}
