namespace ColdChain.Server.People;

/// <summary>Whether the first administrator was made: when neither fault is there.</summary>
public sealed record FirstAdministratorOutcome(PersonFault? Fault, PasswordFault? PasswordFault)
{
    public bool IsDone => Fault is null && PasswordFault is null;
}
