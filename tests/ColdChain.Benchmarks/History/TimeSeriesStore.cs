using System.Diagnostics;
using System.Globalization;
using ColdChain.Testing;

namespace ColdChain.Benchmarks.History;

/// <summary>A store of time series as a process of its own, in a folder of its own, on a loopback port.</summary>
internal abstract class TimeSeriesStore : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public abstract string Name { get; }

    /// <summary>The ways to say readings to it that are tried; the fastest counts.</summary>
    public abstract IReadOnlyList<Dialect> Dialects { get; }

    public int Port { get; } = FreePort.Next();

    public ProgramUnderTest? Process { get; protected set; }

    protected TemporaryDirectory Directory => _directory;

    /// <summary>For answers of every size.</summary>
    protected HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(5) };

    protected string Url => $"http://127.0.0.1:{Port}";

    /// <summary>What there is to be set up before the first start.</summary>
    public abstract Task PrepareAsync(CountyOfSeries county);

    /// <summary>Returns once it answers.</summary>
    public abstract Task StartAsync();

    /// <summary>Everything that it owes for what was acknowledged is done: for ours, judged.</summary>
    public abstract Task CaughtUpAsync();

    /// <summary>Brings what it holds into its final form, as if it had been left alone for a night.</summary>
    public abstract Task SettleAsync();

    /// <summary>Of the database alone; logs and what is empty at the start are left out where the store keeps them apart.</summary>
    public abstract long BytesAtRest();

    /// <summary>Asks and gives the body.</summary>
    public abstract Task<byte[]> AskAsync(Question question);

    /// <summary>How many lines or readings the answer holds.</summary>
    public abstract int RowsOf(byte[] answer);

    public async Task StopAsync()
    {
        if (Process is { } running)
        {
            if (running.IsRunning)
            {
                running.AskToEnd();
                await running.WaitForExitAsync(TimeSpan.FromMinutes(3), CancellationToken.None);
            }

            await running.DisposeAsync();
            Process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Process is { } running)
        {
            await running.DisposeAsync();
        }

        Http.Dispose();
        _directory.Dispose();
    }

    /// <summary>The lengths of the files or what all takes on the disk, whichever is less: holes, folders and rests of blocks count for nobody.</summary>
    protected static long BytesOf(params IEnumerable<string> paths)
    {
        string[] there = [.. paths.Where(System.IO.Path.Exists)];
        long lengths = there.Sum(path => File.Exists(path)
            ? new FileInfo(path).Length
            : new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length));
        return Math.Min(lengths, DiskUse(["-scB1", .. there]));
    }

    private static long DiskUse(string[] arguments)
    {
        using Process du = System.Diagnostics.Process.Start(new ProcessStartInfo("du", arguments) { RedirectStandardOutput = true })!;
        string[] lines = du.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(lines[^1].Split('\t')[0], CultureInfo.InvariantCulture);
    }

    protected Task AnswersAsync(string path) => Eventually.HoldsAsync(
        async () =>
        {
            if (Process is { IsRunning: false })
            {
                throw new InvalidOperationException($"{Name} ended: {Process.Tail(30)}");
            }

            try
            {
                using HttpResponseMessage answer = await Http.GetAsync(new Uri(Url + path));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        $"{Name} answers",
        TimeSpan.FromMinutes(5),
        CancellationToken.None);
}
