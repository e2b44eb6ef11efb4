using System;
using System.IO;

class Config
{
    public void Load(FileStream file)
    {
        try
        {
            Console.WriteLine(file.Read(new byte[10], 0, 10));
        }
        catch (IOException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}
