using ColdChain.Core.Identity;
using ColdChain.Core.Lots;
using ColdChain.Server.Persistence;
using ColdChain.Server.Sheets;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Traceability.Papers;

/// <summary>The lines that stand in the books under the numbers that a list uses or voids.</summary>
internal sealed class BooksOnRecord
{
    private sealed record Place(FacilityId Owner, string Document, int Line);

    private readonly Dictionary<Place, MovementEntry> _entries = [];
    private readonly Dictionary<Place, MovementDraft> _drafts = [];
    private readonly HashSet<Place> _voided = [];
    private readonly HashSet<long> _voidedIds = [];

    public static async Task<BooksOnRecord> ReadAsync(
        RecordsDbContext records, IReadOnlyList<MovementDraft> drafts, CancellationToken cancellationToken)
    {
        BooksOnRecord books = new();
        string[] documents =
        [
            .. drafts.Select(draft => draft.Movement.DocumentNumber)
                .Concat(drafts.Where(draft => draft.Voids is not null).Select(draft => draft.Voids!.Value.Document))
                .Distinct(),
        ];
        foreach (string[] some in documents.Chunk(1_000))
        {
            List<MovementEntry> entries = await records.Set<MovementEntry>().AsNoTracking()
                .Where(movement => some.Contains(movement.DocumentNumber))
                .ToListAsync(cancellationToken);
            foreach (MovementEntry entry in entries)
            {
                books._entries.Add(new(entry.OwnerFacilityId, entry.DocumentNumber, entry.DocumentLine), entry);
            }
        }

        books._voidedIds.UnionWith(await records.Set<MovementEntry>().AsNoTracking()
            .Where(movement => movement.VoidsId != null)
            .Select(movement => movement.VoidsId!.Value)
            .ToListAsync(cancellationToken));
        foreach (MovementDraft draft in drafts.Where(draft => draft.Movement.Kind != MovementKind.Void))
        {
            books._drafts.TryAdd(PlaceOf(draft), draft);
        }

        return books;
    }

    /// <summary>False for a line that stands there already, word for word; a mistake for another line in its place.</summary>
    public bool IsNew(MovementDraft draft, ICollection<ImportMistake> mistakes)
    {
        string number = $"{draft.Movement.DocumentNumber}/{draft.Movement.DocumentLine}";
        if (_entries.TryGetValue(PlaceOf(draft), out MovementEntry? entry))
        {
            if (entry.ContentSha256 != draft.ContentSha256)
            {
                mistakes.Add(new(
                    draft.Line,
                    $"单号 {number} 已登记且内容不同；如有错误请先作废。",
                    $"{number} has been entered with other content; void it first if it was wrong."));
            }

            return false;
        }

        if (draft.Voids is not null)
        {
            CheckVoid(draft, mistakes);
            return _drafts.TryAdd(PlaceOf(draft), draft) || Twice(draft, number, mistakes);
        }

        return ReferenceEquals(_drafts[PlaceOf(draft)], draft) || Twice(draft, number, mistakes);
    }

    public void Remember(MovementDraft draft, MovementEntry entry) => _entries[PlaceOf(draft)] = entry;

    /// <summary>The line that a void takes out; null for other movements.</summary>
    public MovementEntry? VoidedBy(MovementDraft draft) => draft.Voids is { } voids
        ? _entries[new(draft.Owner, voids.Document, voids.Line)]
        : null;

    private static Place PlaceOf(MovementDraft draft) =>
        new(draft.Owner, draft.Movement.DocumentNumber, draft.Movement.DocumentLine);

    private static bool Twice(MovementDraft draft, string number, ICollection<ImportMistake> mistakes)
    {
        mistakes.Add(new(draft.Line, $"单号 {number} 在本文件中重复。", $"{number} stands twice in this list."));
        return false;
    }

    private void CheckVoid(MovementDraft draft, ICollection<ImportMistake> mistakes)
    {
        Place place = new(draft.Owner, draft.Voids!.Value.Document, draft.Voids.Value.Line);
        MovementEntry? entry = _entries.GetValueOrDefault(place);
        bool stands = entry is { Kind: not MovementKind.Void } || (entry is null && _drafts.GetValueOrDefault(place)?.Voids is null && _drafts.ContainsKey(place));
        if (!stands)
        {
            mistakes.Add(new(
                draft.Line,
                $"要作废的 {place.Document}/{place.Line} 不在本单位台账中。",
                $"{place.Document}/{place.Line}, which it voids, does not stand in the same book."));
        }
        else if (!_voided.Add(place) || (entry is not null && _voidedIds.Contains(entry.Id)))
        {
            mistakes.Add(new(
                draft.Line,
                $"{place.Document}/{place.Line} 已经作废。",
                $"{place.Document}/{place.Line} is void already."));
        }
    }
}
