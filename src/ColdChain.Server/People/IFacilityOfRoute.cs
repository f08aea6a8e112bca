using ColdChain.Core.Identity;

namespace ColdChain.Server.People;

/// <summary>Says to which facility the thing belongs that a route parameter names; each module brings its own.</summary>
public interface IFacilityOfRoute
{
    /// <summary>The parameter as routes spell it: <c>unit</c>, <c>facility</c>, <c>excursion</c>.</summary>
    string Parameter { get; }

    /// <summary>Null when there is no such thing, or the text names none.</summary>
    Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken);
}
