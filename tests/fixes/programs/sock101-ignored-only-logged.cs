// The count goes to the log and nowhere else; "0 bytes" is logged and the connection is left open: ignored.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Ferry.Booking
{
    public class SeatMap
    {
        public async Task Refresh(NetworkStream stream)
        {
            var map = new byte[400];
            int size = await stream.ReadAsync(map, 0, map.Length); // expect: SOCK101
            Console.WriteLine("seat map: {0} bytes", size);
        }
    }
}
