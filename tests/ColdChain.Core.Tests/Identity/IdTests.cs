using System.Globalization;

using ColdChain.Core.Identity;

namespace ColdChain.Core.Tests.Identity;

public sealed class IdTests
{
    [Theory]
    [InlineData("gaochuan/fridge-1/top", true)]
    [InlineData("t1", true)]
    [InlineData("a/b/c/d/e/f", true)]
    [InlineData("a/b/c/d/e/f/g", false)]
    [InlineData("", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a//b", false)]
    [InlineData("Gaochuan/fridge-1/top", false)]
    [InlineData("高川/top", false)]
    [InlineData("a b", false)]
    [InlineData("a'b", false)]
    [InlineData("..%2f", false)]
    public void A_sensor_id_is_lower_case_segments(string text, bool isId)
    {
        Assert.Equal(isId, SensorId.TryParse(text, CultureInfo.InvariantCulture, out SensorId id));
        Assert.Equal(isId ? text : string.Empty, id.ToString());
    }

    [Fact]
    public void An_id_has_120_characters_at_most()
    {
        Assert.True(SensorId.TryParse(new string('a', 120), CultureInfo.InvariantCulture, out _));
        Assert.False(SensorId.TryParse(new string('a', 121), CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public void A_facility_and_an_agent_have_one_segment_and_a_unit_up_to_four()
    {
        Assert.False(FacilityId.TryParse("a/b", CultureInfo.InvariantCulture, out _));
        Assert.False(AgentId.TryParse("a/b", CultureInfo.InvariantCulture, out _));
        Assert.True(StorageUnitId.TryParse("a/b/c/d", CultureInfo.InvariantCulture, out _));
        Assert.False(StorageUnitId.TryParse("a/b/c/d/e", CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public void Who_parses_nonsense_is_told_what_an_id_looks_like()
    {
        FormatException refused = Assert.Throws<FormatException>(() => FacilityId.Parse("No!", CultureInfo.InvariantCulture));

        Assert.Contains("such as gaochuan", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_names_nothing() =>
        Assert.True(default(SensorId).IsEmpty && default(AgentId).IsEmpty && default(JournalId).IsEmpty);

    [Fact]
    public void A_journal_is_a_uuid_and_not_all_zero()
    {
        const string Text = "7f0c2d4e8a1b4c6d9e0f112233445566";

        Assert.Equal(Text, JournalId.Parse("7f0c2d4e-8a1b-4c6d-9e0f-112233445566", CultureInfo.InvariantCulture).ToString());
        Assert.False(JournalId.TryParse(new string('0', 32), CultureInfo.InvariantCulture, out _));
        Assert.False(JournalId.TryParse("7f0c", CultureInfo.InvariantCulture, out _));
    }
}
