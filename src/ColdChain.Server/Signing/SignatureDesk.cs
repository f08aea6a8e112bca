using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.People;
using ColdChain.Server.People.Entering;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore.Storage;

namespace ColdChain.Server.Signing;

/// <summary>Takes signatures from the person who is logged in: asks for the password again, and binds them to what is signed.</summary>
public sealed class SignatureDesk(
    RecordsDbContext records, CurrentPerson person, LogInDesk logIn, AuditTrail trail, TimeProvider clock)
{
    /// <summary>21 CFR 11.200: a stolen session signs nothing. A wrong password counts towards the lock-out as at the log-in.</summary>
    /// <param name="password">As typed under the form.</param>
    /// <param name="subject">What would have been signed.</param>
    /// <param name="subjectKey">Of what.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>Null where the password is right.</returns>
    public async Task<SignatureFault?> CheckAsync(
        string? password, string subject, string subjectKey, CancellationToken cancellationToken)
    {
        PasswordConfirmation confirmation = await logIn.ConfirmAsync(person.Id, password ?? string.Empty, cancellationToken);
        if (confirmation.Person is not null)
        {
            return null;
        }

        SignatureFault fault = confirmation.IsLockedOut ? SignatureFault.LockedOut : SignatureFault.WrongPassword;
        await trail.AppendAsync(
            new AuditAct(AuditActions.SignRefused, subject, subjectKey)
            {
                NewValues = AuditValues.Write(new Dictionary<string, string?> { ["Fault"] = fault.ToString() }),
            },
            cancellationToken);
        return fault;
    }

    /// <summary>Stores the record and the signature under it, or neither.</summary>
    /// <param name="record">New, with the signer's name and moment in it.</param>
    /// <param name="meaning">What is said by it.</param>
    /// <param name="reason">For the audit trail; null where nobody asked for one.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateException">The record could not be stored; nothing was.</exception>
    public async Task<Signature> SaveAsync(ISigned record, SignatureMeaning meaning, string? reason, CancellationToken cancellationToken)
    {
        trail.Because(reason);
        await using IDbContextTransaction transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        records.Add(record);
        await records.SaveChangesAsync(cancellationToken);
        Signature signature = Signature.Under(
            record, new SigningAct(meaning, person.Id, person.FullName, person.Role, clock.GetCurrentInstant()));
        records.Add(signature);
        await records.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return signature;
    }
}
