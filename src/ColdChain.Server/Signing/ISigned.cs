using ColdChain.Core.Identity;

namespace ColdChain.Server.Signing;

/// <summary>A record that people sign: says which of its fields the signature is bound to.</summary>
public interface ISigned
{
    /// <summary>Its table.</summary>
    string SignedSubject { get; }

    long Id { get; }

    FacilityId FacilityId { get; }

    /// <summary>Every field in an order that never changes (docs/formats/audit.md); a new column is a further field at the end, left out where it is null.</summary>
    IReadOnlyCollection<(string Name, string? Value)> SignedFields();
}
