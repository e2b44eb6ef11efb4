// Each 0 throws, and an empty catch around the loop's body swallows it, so the loop goes round at full speed: it spins.
using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;

public class CarWash
{
    private readonly NetworkStream gate;

    public CarWash(TcpClient gate)
    {
        this.gate = gate.GetStream();
        new Thread(Watch).Start();
    }

    private void Watch()
    {
        var plate = new byte[10];
        while (true)
        {
            try
            {
                int n = gate.Read(plate, 0, plate.Length); // expect: SOCK101 (spin)
                if (n == 0)
                    throw new InvalidDataException("no plate");
                Console.WriteLine("car {0}", plate[0]);
            }
            catch (InvalidDataException)
            {
            }
        }
    }
}
