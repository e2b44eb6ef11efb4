// The other part: the flag guards a write.
using System.Threading.Tasks;

namespace Bindery
{
    internal partial class Stapler
    {
        internal async Task<bool> StapleAsync(byte[] sheet)
        {
            if (tcp.Connected) // expect: SOCK301 (guard-io)
            {
                await tcp.GetStream().WriteAsync(sheet, 0, sheet.Length);
                return true;
            }

            return false;
        }
    }
}
