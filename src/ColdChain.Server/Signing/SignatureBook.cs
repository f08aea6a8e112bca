using System.Globalization;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Signing;

/// <summary>Finds the signatures under records, to be shown and printed with them (21 CFR 11.50).</summary>
public sealed class SignatureBook(RecordsDbContext records)
{
    /// <summary>Oldest first. The caller has seen to it that the reader may see the records.</summary>
    public async Task<IReadOnlyList<Signature>> UnderAsync(IReadOnlyCollection<ISigned> under, CancellationToken cancellationToken)
    {
        List<Signature> found = [];
        foreach (IGrouping<string, ISigned> table in under.GroupBy(record => record.SignedSubject))
        {
            string[] keys = [.. table.Select(record => record.Id.ToString(CultureInfo.InvariantCulture))];
            found.AddRange(await records.Set<Signature>().AsNoTracking()
                .Where(signature => signature.Subject == table.Key && keys.Contains(signature.SubjectKey))
                .ToListAsync(cancellationToken));
        }

        return [.. found.OrderBy(signature => signature.SignedAt).ThenBy(signature => signature.Id)];
    }
}
