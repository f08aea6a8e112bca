using System.Text;
using ColdChain.Agent.Probes.Serial.Lines;

namespace ColdChain.Agent.Tests.Serial.Lines;

public sealed class LineFramerTests
{
    [Fact]
    public void The_first_line_after_the_port_was_opened_is_passed_over_since_its_beginning_may_be_lost() =>
        Assert.Equal(["  1.5"], Feed(new LineFramer("\r\n", beginsWhole: false), "21.1\r\n", "  1.5\r\n"));

    [Fact]
    public void The_first_line_of_a_device_that_was_asked_is_whole() =>
        Assert.Equal(["4.3"], Feed(new LineFramer("\r\n", beginsWhole: true), "4.3\r\n"));

    [Fact]
    public void Several_lines_may_come_at_once_and_one_line_in_pieces() => Assert.Equal(
        ["4.3", "4.4", "4.5"], Feed(new LineFramer("\r\n", beginsWhole: true), "4.3\r\n4.", "4", "\r", "\n4.5\r\n4"));

    [Fact]
    public void A_line_that_is_too_long_is_passed_over_and_the_next_one_is_heard() => Assert.Equal(
        ["4.3"], Feed(new LineFramer("\r\n", beginsWhole: true), new string('9', 10_000), "4.2\r\n4.3\r\n"));

    [Fact]
    public void A_line_of_the_longest_length_is_heard() => Assert.Equal(
        LineFramer.LongestLine, Feed(new LineFramer("\r\n", beginsWhole: true), new string('9', LineFramer.LongestLine) + "\n")[0].Length);

    [Fact]
    public void A_line_that_stopped_in_its_middle_is_cut_and_its_end_is_no_line()
    {
        LineFramer framer = new("\r\n", beginsWhole: true);
        Assert.Empty(Feed(framer, "12"));
        framer.Paused();
        Assert.Equal(["4.3"], Feed(framer, "1.1\r\n4.3\r\n"));
    }

    [Fact]
    public void A_pause_between_two_lines_cuts_nothing()
    {
        LineFramer framer = new("\r\n", beginsWhole: true);
        Feed(framer, "4.2\r\n");
        framer.Paused();
        Assert.Equal(["4.3"], Feed(framer, "4.3\r\n"));
    }

    [Fact]
    public void A_hundred_thousand_random_pieces_never_make_a_line_with_an_end_in_it_or_too_long()
    {
        Random random = new(20261122);
        LineFramer framer = new("\r\n", beginsWhole: false);
        int lines = 0;
        for (int round = 0; round < 100_000; round++)
        {
            byte[] bytes = new byte[random.Next(1, 60)];
            random.NextBytes(bytes);
            bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)'\n' : (byte)'4';
            foreach (string line in framer.Feed(bytes))
            {
                lines++;
                Assert.True(line.Length is > 0 and <= LineFramer.LongestLine && line.IndexOfAny(['\r', '\n']) < 0);
                Assert.NotNull(LineReader.Read(line, LineProfiles.Find("tsm125")));
            }

            if (random.Next(50) == 0)
            {
                framer.Paused();
            }
        }

        Assert.True(lines > 10_000);
    }

    private static List<string> Feed(LineFramer framer, params string[] pieces) =>
        [.. pieces.SelectMany(piece => framer.Feed(Encoding.Latin1.GetBytes(piece)))];
}
