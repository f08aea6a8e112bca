using ColdChain.Server.Inspection;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Signing;

/// <summary>
/// What was signed before signatures were records of their own: kept as it is, hashed as it stands at the upgrade, and
/// marked so. That nobody changed it before then, nothing proves.
/// </summary>
internal static class SignaturesFromBefore
{
    public static async Task HashAsync(RecordsDbContext records, CancellationToken cancellationToken)
    {
        Dictionary<long, string> roles = await records.Users.ToDictionaryAsync(person => person.Id, person => person.Role, cancellationToken);
        foreach (HandReadingEntry entry in await records.Set<HandReadingEntry>().AsNoTracking().OrderBy(entry => entry.Id).ToListAsync(cancellationToken))
        {
            string role = roles.GetValueOrDefault(entry.SignedById) ?? string.Empty;
            records.Add(Signature.Under(entry, new SigningAct(SignatureMeaning.Recorded, entry.SignedById, entry.SignedBy, role, entry.EnteredAt)
            {
                IsByPassword = false,
            }));
        }

        foreach (MonthReview review in await records.Set<MonthReview>().AsNoTracking().OrderBy(review => review.Id).ToListAsync(cancellationToken))
        {
            string role = roles.GetValueOrDefault(review.ReviewedById) ?? string.Empty;
            records.Add(Signature.Under(review, new SigningAct(SignatureMeaning.Reviewed, review.ReviewedById, review.ReviewedBy, role, review.ReviewedAt)
            {
                IsByPassword = false,
            }));
        }

        await records.SaveChangesAsync(cancellationToken);
    }
}
