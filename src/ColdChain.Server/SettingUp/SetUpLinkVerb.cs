using ColdChain.Server.Audit;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using Microsoft.AspNetCore.Identity;

namespace ColdChain.Server.SettingUp;

/// <summary><c>coldchain-server set-up-link</c>: a one-time link on the console of whoever has this machine, when nobody can log in.</summary>
/// <remarks>May be run beside a running server: it writes the records alone.</remarks>
internal static class SetUpLinkVerb
{
    public const string Name = "set-up-link";

    public const string Help = """
        coldchain-server set-up-link [--data DIR] [--urls URLS] [--user NAME]

          Prints a link to choose a password with, once, within 72 hours. Links printed before it are worth nothing.

          without --user   for the first administrator; refused once there are people on record
          --user NAME      for this person, whose password and sessions end at once

        Exit codes: 0 printed, 2 mistakes in the command line, or nobody to print a link for.
        """;

    /// <summary>What <c>run</c> says on the console where nobody is on record yet.</summary>
    public static async Task GreetAsync(IServiceProvider services, ServerOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        FirstAdministrator first = scope.ServiceProvider.GetRequiredService<FirstAdministrator>();
        if (!await first.IsAwaitedAsync(cancellationToken))
        {
            return;
        }

        if (await first.OpenLinkAsync(cancellationToken) is { } made)
        {
            await output.WriteLineAsync(
                $"Nobody is on record yet. A set-up link was printed at {made} and is good for 72 hours; "
                + $"if it is lost: coldchain-server {Name} --data {options.DataDirectory}");
            return;
        }

        OneTimeSecret token = await first.MakeLinkAsync(cancellationToken);
        await output.WriteLineAsync(
            $"Nobody is on record yet. The first administrator begins here, once, within 72 hours:\n  {Address(options, token)}");
    }

    public static async Task<string?> RunAsync(
        IServiceProvider services, (ServerOptions Options, string? UserName) asked, TextWriter output, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Name = Name;
        FirstAdministrator first = scope.ServiceProvider.GetRequiredService<FirstAdministrator>();
        OneTimeSecret token;
        if (asked.UserName is { } userName)
        {
            if (await ResetAsync(scope.ServiceProvider, userName, cancellationToken) is not { } reset)
            {
                return $"--user: nobody who may log in is called '{userName}'. Whoever is locked is admitted by an administrator on the page /people.";
            }

            token = reset;
        }
        else if (await first.IsAwaitedAsync(cancellationToken))
        {
            token = await first.MakeLinkAsync(cancellationToken);
        }
        else
        {
            return "There are people on record: an administrator makes links on the page /people. If no administrator can log in, give --user NAME.";
        }

        await output.WriteLineAsync(Address(asked.Options, token));
        return null;
    }

    private static async Task<OneTimeSecret?> ResetAsync(IServiceProvider services, string userName, CancellationToken cancellationToken)
    {
        UserManager<Person> people = services.GetRequiredService<UserManager<Person>>();
        if (await people.FindByNameAsync(userName) is not { MayEnter: true } person)
        {
            return null;
        }

        RecordsDbContext records = services.GetRequiredService<RecordsDbContext>();
        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        (person.PasswordHash, person.LockoutEnd, person.AccessFailedCount) = (null, null, 0);
        OneTimeSecret token = await services.GetRequiredService<SetUpLinks>().MakeAsync(person.Id, cancellationToken);
        await people.SaveAndEndSessionsAsync(person);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }

    private static string Address(ServerOptions options, OneTimeSecret token) =>
        $"{options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries)[0].TrimEnd('/')}/set-up/{token.Text}";
}
