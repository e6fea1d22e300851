/**
 * The last line in a window that was opened by dropping a sheet on the program. In both languages, for the one that the
 * configuration chose is not known out there, and Windows names none.
 */
export const PRESS_A_KEY = 'Tekan sembarang tombol untuk menutup jendela ini. / Press any key to close this window.';
