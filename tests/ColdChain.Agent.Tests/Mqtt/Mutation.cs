namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Damages bytes as lines and disks do: flipped, removed, doubled, cut, lengths made large.</summary>
internal static class Mutation
{
    public static byte[] Of(byte[] original, Random random)
    {
        List<byte> bytes = [.. original];
        int times = random.Next(1, 5);
        for (int i = 0; i < times && bytes.Count > 0; i++)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes[at] = 0xFF;
                    break;
            }
        }

        return [.. bytes];
    }
}
