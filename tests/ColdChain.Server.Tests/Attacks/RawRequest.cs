using System.Net.Sockets;
using System.Text;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Somebody who speaks HTTP by hand, as slowly as they like.</summary>
internal sealed class RawRequest(Uri address) : IDisposable
{
    /// <summary>Far below the pace that is asked for, and often enough that no limit on silence ends it.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>A minute of them: a server that takes so many waits for ever, as far as anybody can tell.</summary>
    private const int MostLetters = 300;

    private readonly TcpClient _tcp = new(address.Host, address.Port);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Sends this at once, then a letter at a time until the server has had enough.</summary>
    /// <returns>All that the server said before it closed the connection.</returns>
    public async Task<string> DripAsync(string begin)
    {
        NetworkStream stream = _tcp.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(begin), Token);
        Task<string> answer = ReadAsync(stream);
        for (int letters = 0; !answer.IsCompleted; letters++)
        {
            Assert.True(letters < MostLetters, $"the server still waits after {letters} letters");
            try
            {
                await stream.WriteAsync("a"u8.ToArray(), Token);
            }
            catch (IOException)
            {
                // Closed: what it said before is being read.
                break;
            }

            await Task.WhenAny(answer, Task.Delay(Pace, TimeProvider.System, Token));
        }

        return await answer;
    }

    /// <summary>Sends this and nothing more, and waits until the server has closed the connection.</summary>
    public async Task<string> AskAsync(string head)
    {
        NetworkStream stream = _tcp.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head), Token);
        return await ReadAsync(stream);
    }

    public void Dispose() => _tcp.Dispose();

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        StringBuilder said = new();
        byte[] buffer = new byte[4_096];
        try
        {
            while (await stream.ReadAsync(buffer, Token) is int read && read > 0)
            {
                said.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Reset after the answer, since more was sent than was read.
        }

        return said.ToString();
    }
}
