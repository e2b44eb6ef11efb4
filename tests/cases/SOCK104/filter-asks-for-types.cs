// A filter that asks for types takes those and no other exception.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

class Client
{
    NetworkStream stream;
    readonly byte[] buffer = new byte[64];

    async Task Receive()
    {
        while (true)
        {
            try
            {
                int count = await stream.ReadAsync(buffer, 0, 64);
                if (count == 0)
                {
                    stream.Close();
                    return;
                }
            }
            catch (Exception e) when (e is TaskCanceledException or OperationCanceledException)
            {
                Console.WriteLine(e);
            }
            catch (Exception)
            {
                stream.Close();
                break;
            }
        }
    }

    async Task GoesOn()
    {
        while (true)
        {
            try
            {
                int count = await stream.ReadAsync(buffer, 0, 64); // expect: SOCK104 (spin)
                if (count == 0)
                {
                    stream.Close();
                    return;
                }
            }
            catch (Exception e) when (e is System.IO.IOException)
            {
                Console.WriteLine(e);
            }
        }
    }
}
