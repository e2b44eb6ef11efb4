using System.IO;

class Log
{
    public void Put(FileStream file, byte[] line)
    {
        file.BeginWrite(line, 0, line.Length, null, null);
    }
}
