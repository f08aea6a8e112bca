namespace EndToEnd.Tests.Faults;

public sealed class FaultPlanTests
{
    private static readonly Dictionary<FaultKind, int> Counts =
        new() { [FaultKind.KillAgent] = 20, [FaultKind.KillServer] = 20 };

    [Fact]
    public void The_same_seed_gives_the_same_plan_with_every_fault_in_it()
    {
        IReadOnlyList<FaultStep> plan = Plan(7);

        Assert.Equal(plan, Plan(7));
        Assert.NotEqual(plan, Plan(8));
        Assert.Equal(20, plan.Count(step => step.Kind == FaultKind.KillAgent));
        Assert.Equal(20, plan.Count(step => step.Kind == FaultKind.KillServer));
    }

    private static IReadOnlyList<FaultStep> Plan(int seed) =>
        FaultPlan.Shuffled(seed, Counts, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1));
}
