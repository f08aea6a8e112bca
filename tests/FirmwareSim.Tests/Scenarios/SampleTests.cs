using FirmwareSim.Commands;

namespace FirmwareSim.Tests.Scenarios;

public sealed class SampleTests
{
    public static TheoryData<string> All() =>
        [.. Directory.GetFiles(Samples.FromRoot("firmware-sim"), "*.scenario", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Samples.FromRoot("demo"), "*.scenario"))
            .Select(path => Path.GetRelativePath(Samples.FromRoot(), path))];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_sample_can_be_run(string name)
    {
        StringWriter errors = new();
        Terminal terminal = new(new StringWriter(), errors, TimeProvider.System);
        string path = Samples.FromRoot(name);

        int code = await Verbs.DispatchAsync(["check", path], terminal, TestContext.Current.CancellationToken);

        Assert.Equal(string.Empty, errors.ToString());
        Assert.Equal(ExitCodes.Done, code);
    }
}
