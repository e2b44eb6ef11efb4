// In a byte the end is 255, in a char U+FFFF, and never -1.
using System.IO;
using System.Net.Sockets;

static class Frames
{
    public static int ReadLength(NetworkStream stream)
    {
        int length = 0;
        while (true)
        {
            byte read = (byte)stream.ReadByte();
            if (read == 0xFF)
            {
                throw new EndOfStreamException();
            }
            if (read == ' ')
            {
                return length;
            }
            length = length * 10 + (read - '0');
        }
    }

    public static int SkipLine(NetworkStream stream)
    {
        int skipped = 0;
        char read;
        while ((read = (char)stream.ReadByte()) != '\n') // expect: SOCK101 spin
        {
            if (read == -1)
            {
                break;
            }
            skipped++;
        }
        return skipped;
    }
}
