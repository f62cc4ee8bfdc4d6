package io.github.logoffd.host.windows;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/**
 * {@code advapi32.dll}, as far as the installation needs it: services, registry, permissions. Names, order and types
 * are those of {@code winsvc.h}, {@code winreg.h}, {@code sddl.h} and {@code aclapi.h}.
 */
interface SetupApi extends StdCallLibrary {

    @Nullable
    Pointer OpenSCManager(@Nullable String lpMachineName, @Nullable String lpDatabaseName, int dwDesiredAccess);

    @Nullable
    Pointer OpenService(Pointer hSCManager, String lpServiceName, int dwDesiredAccess);

    @Nullable
    Pointer CreateService(
            Pointer hSCManager,
            String lpServiceName,
            String lpDisplayName,
            int dwDesiredAccess,
            int dwServiceType,
            int dwStartType,
            int dwErrorControl,
            String lpBinaryPathName,
            @Nullable String lpLoadOrderGroup,
            @Nullable IntByReference lpdwTagId,
            @Nullable String lpDependencies,
            @Nullable String lpServiceStartName,
            @Nullable String lpPassword);

    boolean ChangeServiceConfig(
            Pointer hService,
            int dwServiceType,
            int dwStartType,
            int dwErrorControl,
            @Nullable String lpBinaryPathName,
            @Nullable String lpLoadOrderGroup,
            @Nullable IntByReference lpdwTagId,
            @Nullable String lpDependencies,
            @Nullable String lpServiceStartName,
            @Nullable String lpPassword,
            @Nullable String lpDisplayName);

    boolean ChangeServiceConfig2(Pointer hService, int dwInfoLevel, Pointer lpInfo);

    boolean QueryServiceStatusEx(
            Pointer hService, int InfoLevel, int[] lpBuffer, int cbBufSize, IntByReference pcbBytesNeeded);

    boolean StartService(Pointer hService, int dwNumServiceArgs, @Nullable Pointer lpServiceArgVectors);

    boolean ControlService(Pointer hService, int dwControl, int[] lpServiceStatus);

    boolean DeleteService(Pointer hService);

    boolean CloseServiceHandle(Pointer hSCObject);

    int RegGetValue(
            Pointer hkey,
            String lpSubKey,
            String lpValue,
            int dwFlags,
            IntByReference pdwType,
            byte @Nullable [] pvData,
            IntByReference pcbData);

    int RegSetKeyValue(Pointer hKey, String lpSubKey, String lpValueName, int dwType, byte[] lpData, int cbData);

    int RegDeleteTree(Pointer hKey, String lpSubKey);

    boolean ConvertStringSecurityDescriptorToSecurityDescriptor(
            String StringSecurityDescriptor,
            int StringSDRevision,
            PointerByReference SecurityDescriptor,
            @Nullable IntByReference SecurityDescriptorSize);

    boolean GetSecurityDescriptorDacl(
            Pointer pSecurityDescriptor,
            IntByReference lpbDaclPresent,
            PointerByReference pDacl,
            IntByReference lpbDaclDefaulted);

    boolean GetSecurityDescriptorOwner(
            Pointer pSecurityDescriptor, PointerByReference pOwner, IntByReference lpbOwnerDefaulted);

    int SetNamedSecurityInfo(
            String pObjectName,
            int ObjectType,
            int SecurityInfo,
            @Nullable Pointer psidOwner,
            @Nullable Pointer psidGroup,
            @Nullable Pointer pDacl,
            @Nullable Pointer pSacl);
}
