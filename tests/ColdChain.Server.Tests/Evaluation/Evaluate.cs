using System.Text;
using System.Text.Json;
using ColdChain.Server.Running;
using ColdChain.Testing;

namespace ColdChain.Server.Tests.Evaluation;

/// <summary>One run of <c>coldchain-server evaluate</c> over a file that the test writes, or one that is there.</summary>
internal sealed record Evaluate(int ExitCode, string Output, string Errors)
{
    /// <summary>What was written as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public JsonElement this[string name] => Json.GetProperty(name);

    /// <summary>A fridge under CN-IMM, as JSON.</summary>
    public static Task<Evaluate> FridgeAsync(string csv, params string[] more) =>
        TextAsync(csv, ["--profile", "CN-IMM", "--storage", "fridge", "--json", .. more]);

    public static Task<Evaluate> TextAsync(string csv, params string[] arguments) => BytesAsync(Encoding.UTF8.GetBytes(csv), arguments);

    public static async Task<Evaluate> BytesAsync(byte[] csv, params string[] arguments)
    {
        using TemporaryDirectory directory = new();
        string file = directory.Path("series.csv");
        await File.WriteAllBytesAsync(file, csv, TestContext.Current.CancellationToken);
        return await RunAsync(["--csv", file, .. arguments]);
    }

    /// <summary>Every option as given.</summary>
    public static async Task<Evaluate> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int exit = await Verbs.RunAsync(["evaluate", .. arguments], TimeProvider.System, output, errors);
        return new Evaluate(exit, output.ToString(), errors.ToString());
    }

    /// <summary>One row a minute from 2026-05-01 08:00 in UTC on.</summary>
    public static string EveryMinute(params IEnumerable<string> values) =>
        "time,temperature\n" + string.Concat(values.Select((value, minute) =>
            $"{new DateTime(2026, 5, 1, 8, 0, 0).AddMinutes(minute):yyyy-MM-dd'T'HH:mm:ss}Z,{value}\n"));
}
