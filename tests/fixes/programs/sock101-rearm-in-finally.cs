// The return on 0 goes through a finally that starts the next receive, which yields 0 at once.
using System;
using System.Net.Sockets;

namespace Observatory
{
    public class DomeDrive
    {
        private readonly Socket drive;
        private readonly byte[] azimuth = new byte[4];

        public DomeDrive(Socket drive)
        {
            this.drive = drive;
            Begin();
        }

        private void Begin()
        {
            drive.BeginReceive(azimuth, 0, azimuth.Length, SocketFlags.None, OnAzimuth, null);
        }

        private void OnAzimuth(IAsyncResult ar)
        {
            try
            {
                int count = drive.EndReceive(ar); // expect: SOCK101 (rearm), SOCK104 (rearm)
                if (count == 0)
                    return;
                Console.WriteLine("azimuth {0}", BitConverter.ToInt32(azimuth, 0));
            }
            finally
            {
                Begin();
            }
        }
    }
}
