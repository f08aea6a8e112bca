using System.Text.RegularExpressions;
using House.Tests.Sources;

namespace House.Tests;

/// <summary>The history explains itself: each subject says what is now true.</summary>
public sealed partial class CommitTests
{
    private const int MostSubjectCharacters = 72;

    /// <summary>Written before this law was; nothing is added here.</summary>
    private static readonly string[] OlderThanTheLaw =
        ["inspection: the rules of the twice-daily hand reading are code with numbers"];

    [Fact]
    public void Every_commit_subject_names_its_area_and_what_is_now_true()
    {
        Assert.SkipUnless(Git.IsHere, "this copy has no git history");
        Law.IsKept(
            Git.Lines("log", "--no-merges", "--format=%s").Where(subject => !IsInForm(subject) && !OlderThanTheLaw.Contains(subject)),
            $"A subject reads 'area: what is now true', at most {MostSubjectCharacters} characters, in the present "
            + "tense; never 'fix', 'update', 'improve'. Reword it (git commit --amend, git rebase -i).");
    }

    [Theory]
    [InlineData("excursions: a gap no longer counts as time in range", true)]
    [InlineData("excursions: fix gaps", false)]
    [InlineData("Excursions gaps", false)]
    [InlineData("excursions: a subject that goes on and on until nobody can read it in a list", false)]
    public void The_form_tells_good_subjects_from_bad(string subject, bool isGood) =>
        Assert.Equal(isGood, IsInForm(subject));

    private static bool IsInForm(string subject) =>
        subject.Length <= MostSubjectCharacters && Form().IsMatch(subject) && !Activity().IsMatch(subject);

    [GeneratedRegex("^[a-z][a-z-]*: [^ ].*[^.]$")]
    private static partial Regex Form();

    [GeneratedRegex("^[a-z-]+: (fix|fixes|fixed|update|updates|updated|improve|improves|address|wip|misc)\\b")]
    private static partial Regex Activity();
}
